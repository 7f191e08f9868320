#!/bin/bash
# make-node-base.sh NODE_BINARY TAG: a stand-in for the official image of Node, unless it is there already. It is made of
# this machine's own files: Node at its place, a user node (1000:1000), and of all other programs those that generated
# Dockerfiles run and tests call. A Dockerfile that needs more of its base fails here.
set -euo pipefail
node=$1 tag=$2
! podman image exists "$tag" || exit 0
programs=(sh chmod install grep id ls touch)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{etc,home/node,tmp,usr/bin,usr/local/bin}
chmod 755 "$root"
chmod 1777 "$root/tmp"
ln -s usr/bin "$root/bin"
for program in "${programs[@]}"; do cp --dereference "$(type -P "$program")" "$root/usr/bin/$program"; done
cp --dereference "$node" "$root/usr/local/bin/node"
for file in "$root"/usr/bin/* "$root/usr/local/bin/node"; do ldd "$file"; done | grep -o '/[^ ]*' | sort -u |
  xargs cp --dereference --parents --target-directory "$root"
printf '%s\n' root:x:0:0::/root:/bin/sh node:x:1000:1000::/home/node:/bin/sh > "$root/etc/passwd"
printf '%s\n' root:x:0: node:x:1000: > "$root/etc/group"
tar --create --owner 0 --group 0 --directory "$root" . | podman import --quiet --change 'CMD ["node"]' - "$tag" >&2
