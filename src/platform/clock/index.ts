export { Clock, dayIn } from './clock.js';
