#!/bin/sh
# Copies programs with the libraries that they name into a folder, and beside them what says which packages
# they came from:
#   contents.sh FOLDER PROGRAM...
# For scanners, /etc/os-release, /etc/debian_version and /var/lib/dpkg/status.d, as Google's distroless images
# have them; for people and inventories, /usr/share/sbom/bom.json, an SBOM in CycloneDX 1.6. None of it holds a
# time or a random number, so that two builds of the same packages are equal.
set -eu
image=$1
shift

# Which package a file came from. Where /lib is a link to /usr/lib, dpkg may know either name.
package() {
    for name in "$1" "/usr$1" "${1#/usr}"; do
        owner=$(dpkg-query --search "$name" 2>/dev/null | sed '/^diversion by /d; s/:.*//')
        if [ -n "$owner" ]; then
            echo "$owner"
            return
        fi
    done
    echo "no package has $1" >&2
    return 1
}

field() {
    dpkg-query --show --showformat "\${$2}" "$1"
}

# In a package URL + and : are escaped.
escaped() {
    echo "$1" | sed 's/%/%25/g; s/+/%2B/g; s/:/%3A/g'
}

component() {
    architecture=$(field "$1" Architecture)
    version=$(field "$1" Version)
    source=$(field "$1" source:Package)
    url="pkg:deb/debian/$(escaped "$1")@$(escaped "$version")?arch=$architecture&distro=$distribution"
    if [ "$source@$(field "$1" source:Version)" != "$1@$version" ]; then
        url="$url&upstream=$(escaped "$source@$(field "$1" source:Version)")"
    fi
    printf '    {"type":"library","bom-ref":"%s","name":"%s","version":"%s","purl":"%s"}' \
        "$url" "$1" "$version" "$url"
}

for program in "$@"; do
    ldd "$program" > /tmp/named
    grep -o '/lib[^ ]*' /tmp/named >> /tmp/libraries
    install -D -m 0555 "$program" "$image$program"
    # The health check is our own.
    if [ "$program" != /usr/bin/health ]; then
        echo "$program" >> /tmp/files
    fi
done
sort -u /tmp/libraries > /tmp/all
while read -r library; do
    install -D -m 0555 "$library" "$image$library"
    echo "$library" >> /tmp/files
done < /tmp/all

install -D -m 0444 /etc/os-release "$image/etc/os-release"
install -D -m 0444 /etc/debian_version "$image/etc/debian_version"
# shellcheck disable=SC1091
distribution=$(. /etc/os-release && echo "debian-${VERSION_ID:-$VERSION_CODENAME}")
echo /etc/debian_version >> /tmp/files

: > /tmp/owners
while read -r file; do
    package "$file" >> /tmp/owners
done < /tmp/files
sort -u /tmp/owners > /tmp/packages

mkdir -p "$image/var/lib/dpkg/status.d" "$image/usr/share/sbom"
{
    printf '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,\n'
    printf '  "metadata":{"component":{"type":"container","name":"breakwater-proxy"}},\n  "components":[\n'
    separator=
    while read -r name; do
        dpkg-query --status "$name" > "$image/var/lib/dpkg/status.d/$name"
        printf '%s' "$separator"
        component "$name"
        separator=',
'
    done < /tmp/packages
    printf '\n  ]\n}\n'
} > "$image/usr/share/sbom/bom.json"
chmod 0444 "$image"/var/lib/dpkg/status.d/* "$image/usr/share/sbom/bom.json"
