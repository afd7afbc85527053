#!/bin/sh
# Copies the Core Rule Set into a folder, with what is changed in it: inspection.sh FOLDER
set -eu
etc=$1/etc/nginx
rules=$etc/core-rule-set

# The files that inspection.conf names, with the lists that they name.
cd /usr/share/modsecurity-crs/rules
sed -n 's/^Include .*\///p' /build/inspection.conf > /tmp/rules
while read -r file; do
    install -D -m 0444 -t "$rules" "$file"
    sed -n 's/^[^#]*@pm\(f\|FromFile\) \([a-z0-9.-]*\).*/\2/p' "$file"
done < /tmp/rules > /tmp/lists
while read -r list; do
    install -D -m 0444 -t "$rules" "$list"
done < /tmp/lists
echo /usr/share/modsecurity-crs/rules/REQUEST-901-INITIALIZATION.conf >> /tmp/files

# Each rule that scores also notes its number and the part of the request in which it matched.
# What a rule keeps of an address beyond the request would grow for ever in this engine.
sed -i -e "s/setvar:'tx\.anomaly_score_pl[1-4]=+%{tx\.[a-z]*_anomaly_score}'/&,setvar:'tx.hit_%{rule.id}=%{matched_var_name}'/" \
    -e "s/\(setvar\|expirevar\):'ip\.[^']*'/nolog/" -e 's/initcol:[^,"]*/nolog/' "$rules"/*.conf

numbers="200002 200003 200007 $(sed -n 's/^ *"id:\([0-9]*\).*/\1/p' "$rules"/*.conf | sort -u | tr '\n' ' ')"
install -m 0444 /build/inspection.conf /usr/share/nginx/docs/modsecurity/unicode.mapping "$etc"
{
    echo "RULES = \"$numbers\""
    cat /build/inspection.lua
} > "$etc/inspection.lua"
chmod 0444 "$etc/inspection.lua"

sed -n 's/.*\(RemoveById\|RemoveTargetById\|UpdateTargetById\)[ =]\([0-9]*\).*/\2/p' /build/inspection.conf > /tmp/excluded
while read -r number; do
    case " $numbers " in
        *" $number "*) ;;
        *)
            echo "excluded rule must be one of the Core Rule Set's for requests, got $number" >&2
            exit 1
            ;;
    esac
done < /tmp/excluded
