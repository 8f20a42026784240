# Three images from one file: `build` compiles, `forumd` serves and holds nothing else, `migrate` is forumd with
# sqitch and the migrations, for the one-shot service and for an operator's commands.

FROM debian:bookworm-slim AS build
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        gcc libc6-dev libcsv-dev libjansson-dev libmagic-dev libmicrohttpd-dev libpcre2-dev libpq-dev libsodium-dev \
        libxlsxwriter-dev libxxhash-dev libzstd-dev zlib1g-dev \
        meson ninja-build pkg-config python3 python3-yaml \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY meson.build meson_options.txt openapi.yaml ./
COPY tools tools
COPY migrations migrations
COPY server server
RUN meson setup /build --buildtype=release && ninja -C /build forumd

FROM debian:bookworm-slim AS forumd
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libcsv3 libjansson4 libmagic1 libmicrohttpd12 libpcre2-8-0 libpq5 libsodium23 libxlsxwriter4 libxxhash0 \
        libzstd1 zlib1g \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 forum \
 && useradd --uid 10001 --gid forum --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin forum \
 && install -d -m 0700 -o forum -g forum /var/lib/forum
COPY --from=build /build/forumd /usr/local/bin/forumd
USER forum
ENV FORUM_LISTEN=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=3 CMD ["forumd", "health"]
ENTRYPOINT ["forumd"]
CMD ["serve"]

FROM forumd AS migrate
USER root
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        libdbd-pg-perl postgresql-client sqitch \
 && rm -rf /var/lib/apt/lists/*
COPY migrations /opt/forum/migrations
COPY scripts/lib.sh scripts/migrate /opt/forum/scripts/
COPY demo /opt/forum/demo
USER forum
# forumd import leaves its list of refused rows in the current folder, and /tmp is the one that can be written.
WORKDIR /tmp
HEALTHCHECK NONE
ENTRYPOINT []
CMD ["/opt/forum/scripts/migrate"]
