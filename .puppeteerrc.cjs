// The browser comes from an npm package (@sparticuz/chromium) or CHROME_PATH: puppeteer downloads nothing.
module.exports = { skipDownload: true };
