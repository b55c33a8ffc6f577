export { LOCALES, DEFAULT_LOCALE, isLocale, type Locale } from './locale.js';
export { chooseLocale, type LocaleWishes } from './choose-locale.js';
export { Translator, MissingSentence, type SentenceValues } from './translator.js';
export { formatCount } from './format-count.js';
export { formatMoney, formatAmount } from './format-money.js';
export { formatDay, formatInstantDay, formatInstant, formatTime, type DateStyle } from './format-date.js';
export { formatBytes } from './format-bytes.js';
