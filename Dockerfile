# Hakku in a container: compiled in one stage, run in another that holds production dependencies only, as nobody's root.
# The root file system may be read-only; only /data is written to.
FROM node:22-bookworm-slim AS build
WORKDIR /hakku
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM node:22-bookworm-slim AS dependencies
WORKDIR /hakku
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /hakku
COPY --from=dependencies /hakku/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src/cli/hakku.mjs ./src/cli/hakku.mjs
COPY --from=build /hakku/dist ./dist
COPY src/http/public ./src/http/public
COPY flows ./flows
COPY knowledge ./knowledge
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 8080
# SIGTERM reaches node itself, which finishes what is in hand.
ENTRYPOINT ["node", "src/cli/hakku.mjs"]
CMD ["start"]
