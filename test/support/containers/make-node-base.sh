#!/bin/bash
# make-node-base.sh NODE_BINARY TAG: a local stand-in for the official image of Node, where none can be pulled. Like that
# one it is Debian with /usr/local/bin/node, docker-entrypoint.sh and a user node (1000:1000). Needs debootstrap and podman.
set -euo pipefail
node=$1 tag=$2
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
debootstrap --variant=minbase --include=ca-certificates bookworm "$context/rootfs" >&2
tar -C "$context/rootfs" --exclude=./var/cache/apt --exclude=./var/lib/apt/lists --exclude=./usr/share/doc \
  --exclude=./usr/share/man --exclude=./usr/share/locale -cf "$context/rootfs.tar" .
rm -rf "$context/rootfs"
cp "$node" "$context/node"
cat > "$context/docker-entrypoint.sh" <<'S'
#!/bin/sh
set -e
if [ "${1#-}" != "${1}" ] || [ -z "$(command -v "${1}")" ]; then set -- node "$@"; fi
exec "$@"
S
chmod +x "$context/docker-entrypoint.sh"
cat > "$context/Dockerfile" <<'D'
FROM scratch
ADD rootfs.tar /
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
COPY node /usr/local/bin/node
COPY docker-entrypoint.sh /usr/local/bin/
RUN node --version
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node"]
D
podman build -q --format docker --isolation chroot --pull=never -t "$tag" "$context" >&2
