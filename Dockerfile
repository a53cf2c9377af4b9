# Images of Roentgram. Targets: bot (telegram, web), whatsapp (with Chromium), worker, worker-gpu (CUDA).
# Builds with BuildKit and with the classic builder alike.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV NODE_ENV=development PUPPETEER_SKIP_DOWNLOAD=1
# Where npm gets its packages; empty: the public registry.
ARG NPM_CONFIG_REGISTRY
COPY package.json package-lock.json .npmrc ./
# Not `npm ci`: it demands every platform's optional binary in the lock file. Versions and checksums are the lock file's.
RUN npm install --no-save
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY workers workers
COPY bench bench
RUN node_modules/.bin/tsc -p tsconfig.build.json && rm -rf dist/bench
COPY scripts scripts
RUN npm prune --omit=dev --no-save \
  # Libraries of other platforms, and what is only for reading.
  && node scripts/prune-platforms.mjs

FROM ${NODE_IMAGE} AS app
WORKDIR /app
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps DATA_DIR=/data
# ONNX Runtime reports to its makers otherwise; the program says so itself too.
ENV ORT_DISABLE_TELEMETRY=1
RUN mkdir -p /data /session && chown node:node /data /session \
  && printf '#!/bin/sh\nexec node /app/dist/src/cli/main.js "$@"\n' >/usr/local/bin/roentgram \
  && chmod 755 /usr/local/bin/roentgram
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY locales locales
COPY assets assets
USER node
ENTRYPOINT ["node"]

FROM app AS bot
# A channel passes bytes on, which lie outside the heap: a small one keeps its process under 150 MB, and costs it no speed.
ENV NODE_OPTIONS="--enable-source-maps --max-semi-space-size=2 --max-old-space-size=96" MALLOC_ARENA_MAX=2
CMD ["dist/src/cli/main.js", "channel", "telegram"]

FROM app AS whatsapp
USER root
RUN apt-get update -q \
  && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium-headless-shell util-linux \
  && rm -rf /var/lib/apt/lists/*
USER node
ENV CHROMIUM_PATH=/usr/bin/chromium-headless-shell
CMD ["dist/src/cli/main.js", "channel", "whatsapp"]

FROM app AS worker
USER root
RUN apt-get update -q \
  && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends fontconfig fonts-noto-core libjemalloc2 \
  && rm -rf /var/lib/apt/lists/*
USER node
# glibc's allocator keeps the memory of large photos scattered; jemalloc gives it back.
ENV LD_PRELOAD=libjemalloc.so.2
COPY models models
CMD ["dist/workers/main.js"]

# CUDA's libraries for ONNX Runtime, from where its own install script takes them.
FROM build AS cuda
RUN npm rebuild onnxruntime-node --ignore-scripts=false

FROM worker AS worker-gpu
COPY --from=cuda /app/node_modules/onnxruntime-node node_modules/onnxruntime-node
ENV EXECUTION_PROVIDER=cuda
