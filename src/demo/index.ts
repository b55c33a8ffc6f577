export { generateDemo, type DemoOptions, type GeneratedDemo } from './volume/generate-demo.js';
