export { HttpSmsGateway } from './http-sms-gateway.js';
export { NoSmsGateway, type Sms, SmsGateway } from './sms-gateway.js';
