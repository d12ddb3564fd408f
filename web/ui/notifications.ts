import '@mantine/core/styles/Notification.layer.css'
import '@mantine/notifications/styles.layer.css'
import { notifications } from '@mantine/notifications'

export { Notifications } from '@mantine/notifications'

export const show = (message: string) =>
  notifications.show({ message, color: 'accent', closeButtonProps: { 'aria-label': 'Fermer' } })
