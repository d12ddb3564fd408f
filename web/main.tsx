import '#web/ui/tokens.css'
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '#web/ui/mantine-styles.ts'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { queryClient } from '#web/query-client.ts'
import { routes } from '#web/routes.tsx'
import { Announcements } from '#web/ui/Announcements.tsx'
import { cssVariables, theme } from '#web/ui/theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={createBrowserRouter(routes)} />
        <Announcements />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
