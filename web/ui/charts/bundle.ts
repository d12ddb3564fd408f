/** Everything that draws, in one file of the build: pages reach it only through `lazy-charts.ts`. */
import '@mantine/core/styles/ColorSwatch.layer.css'
import '@mantine/charts/styles.layer.css'

export { CompositeChart } from '@mantine/charts'
