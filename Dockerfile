# One image for both kinds of process. docs/operations.md says how it is run.
#
#   docker build -t kindling .
#   docker run --init --env-file … kindling                              the web process
#   docker run --init --env-file … kindling node app/jobs/worker.ts      a worker
#   docker run --env-file … kindling node node_modules/prisma/build/index.js migrate deploy

# The Node of package.json: tests run on it.
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /kindling
# The steps below are the set-up.
ENV KINDLING_SKIP_SET_UP=1 CHECKPOINT_DISABLE=1 PRISMA_HIDE_UPDATE_MESSAGE=1 REMIX_DISABLE_TELEMETRY=1

# What runs: packages without those of building and testing, and Prisma's client.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev
COPY prisma.config.ts ./
COPY prisma ./prisma
# Generating connects to nothing; the schema only wants the variable to be there.
RUN DATABASE_URL=postgresql://unused@127.0.0.1/unused node node_modules/prisma/build/index.js generate

# The pages.
FROM base AS pages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY vite.config.ts tsconfig.json ./
COPY app ./app
RUN NODE_ENV=production node node_modules/@remix-run/dev/dist/cli.js vite:build

FROM base AS kindling
# 0.0.0.0: a container's loopback is its own. Metrics stay on it, for the health check, unless METRICS_HOST says otherwise.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 METRICS_PORT=9464 NODE_OPTIONS="--disable-warning=ExperimentalWarning --max-semi-space-size=64"
COPY --from=packages /kindling/node_modules ./node_modules
COPY --from=pages /kindling/build ./build
COPY package.json prisma.config.ts ./
COPY prisma ./prisma
COPY app ./app
COPY scripts/check-health.mjs ./scripts/check-health.mjs
COPY scripts/reseal.ts ./scripts/reseal.ts
COPY scripts/after-restore.ts ./scripts/after-restore.ts
# It writes nothing, so all of it may belong to root.
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["node", "scripts/check-health.mjs"]
CMD ["node", "app/server.ts"]
