export { Clock, dayIn } from './clock.js';
export { ClockModule } from './clock.module.js';
