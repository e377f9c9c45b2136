# syntax=docker/dockerfile:1
FROM node:22-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json nest-cli.json ./
COPY apps apps
COPY libs libs
COPY bench bench
COPY test/support test/support
COPY docs/openapi.json docs/openapi.json
RUN npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
# The embedded stores live in a volume; their key beside it must be kept apart from its backups: set ZHURNAL_KEK.
ENV NODE_ENV=production ZHURNAL_DATA=/var/lib/zhurnal/data HOST=0.0.0.0
WORKDIR /app
RUN mkdir -p /var/lib/zhurnal/data && chown -R node:node /var/lib/zhurnal
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/dist dist
COPY --from=build --chown=root:root /app/docs/openapi.json docs/openapi.json
COPY --from=build --chown=root:root /app/libs/transition/catalogues libs/transition/catalogues
USER node
EXPOSE 3000
VOLUME ["/var/lib/zhurnal"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/health/live').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "dist/apps/server/src/main.js"]
