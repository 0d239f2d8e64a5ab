#!/bin/sh
# Stands in for every program of the graph: textmill-X writes its name, its options and its inputs.
#
# FAKE_LOG   a line "X FIRST_INPUT" for each run that is not for a stamp
# FAKE_FAIL  "X:how": program X stops half-way; how: exit, kill, or orphan (make is killed as well)
# FAKE_BUILD stands for the build id in stamps
set -eu

name=${0##*/textmill-}
out= stamp= second= options= inputs= first= last=
while [ $# -gt 0 ]; do
    case $1 in
    -o) out=$2 ;;
    --stamp) stamp=$2 ;;
    --*)
        options="$options $1"
        shift
        continue
        ;;
    *)
        inputs="$inputs $1"
        first=${first:-$1}
        last=$1
        shift
        continue
        ;;
    esac
    shift 2
done

# the last argument of these is not read but written
case $name in
count | survey)
    second=$last
    inputs=${inputs% *}
    ;;
esac

replace() {
    if cmp -s "$1.part" "$1"; then rm "$1.part"; else mv "$1.part" "$1"; fi
}

if [ -n "$stamp" ]; then
    producer="textmill-$name build ${FAKE_BUILD-1}" old= old_options=
    { read -r old && read -r old_options; } 2>/dev/null <"$stamp" || true
    if [ "$old" != "$producer" ] || [ "$old_options" != "${options# }" ]; then
        printf '%s\n%s\n' "$producer" "${options# }" >"$stamp"
    fi
    exit 0
fi
echo "$name $first" >>"$FAKE_LOG"

case $name in
plan) # an article is a shard; beyond four of them, parts of two
    cd "$out"
    shards= tree= pair= i=0
    : >shards.mk.part
    for article in "$last"/*; do
        shard=${article##*/}
        shards="$shards $shard"
        cat "$article" >"$shard.list.part"
        replace "$shard.list"
        pair="$pair $shard"
        i=$((i + 1))
        if [ $((i % 2)) = 0 ]; then
            part=part-$((i / 2))
            echo "$pair" >$part.members.part
            replace $part.members
            echo "MEMBERS_$part :=$pair" >>shards.mk.part
            tree="$tree $part"
            pair=
        fi
    done
    parts=$tree$pair
    if [ "$i" -le 4 ]; then
        parts=$shards tree=
    fi
    printf 'SHARDS :=%s\nPARTS :=%s\nTREE :=%s\n' "$shards" "$parts" "$tree" >>shards.mk.part
    replace shards.mk
    echo "$shards" >plan.tsv.part
    replace plan.tsv
    : >plan.rejects.tsv.part
    replace plan.rejects.tsv
    : >plan.unmatched.tsv.part
    replace plan.unmatched.tsv
    exit 0
    ;;
survey)
    inputs=$(for shard in $(cat plan.tsv); do echo "$shard.tokens.gz $shard.counts.gz"; done)
    echo "$options" >"$second.part"
    replace "$second"
    ;;
report)
    inputs="corpus.articles.gz corpus.words.gz corpus.groups.gz corpus.comparisons.gz
        $(for shard in $(cat plan.tsv); do echo "$shard.tokens.gz $shard.keywords.gz $shard.summaries.gz"; done)"
    out=../run.json
    for table in articles keywords terms groups keyness trends rejects unmatched; do
        : >"../$table.tsv"
    done
    : >../summaries.jsonl
    ;;
count)
    # shellcheck disable=SC2086 # names without spaces
    cat $inputs >"$second"
    ;;
esac

printf '%s%s\n' "$name" "$options" >"$out.part"
case ${FAKE_FAIL-} in
"$name:exit") exit 1 ;;
"$name:kill") kill -9 $$ ;;
"$name:orphan") kill -9 $PPID $$ ;;
esac
# shellcheck disable=SC2086
cat $inputs >>"$out.part"
mv "$out.part" "$out"
