export { NotificationListener, type Notification } from './store/notification-listener.js';
