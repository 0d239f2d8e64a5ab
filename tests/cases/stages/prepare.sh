# Read by the cases beside it: the files of a run over two articles, and a command for each program that works once
# an output is named. Words after `every` are added to each command.
mkdir c work
printf 'Rain fell. The harbour was shut.\n' >c/a.txt
printf 'The ferry sailed. It rained again.\n' >c/b.txt
textmill pipeline c -o run --language=en >made 2>&1 || cat made
cp -r run/work/* work
cd work
s=$(sed -n '2s/	.*//p' plan.tsv)

commands="plan ../c
tokenize $s.list
stem $s.tokens.gz
count $s.tokens.gz $s.stems.gz new.runs.gz
summarize $s.tokens.gz $s.stems.gz
merge $s.runs.gz
merge --words $s.runs.gz
survey plan.tsv new.tsv
keywords $s.tokens.gz $s.stems.gz $s.runs.gz corpus.words.gz
tabulate $s.tokens.gz $s.stems.gz $s.runs.gz corpus.words.gz choices.tsv
compare --groups corpus.groups.gz corpus.words.gz
report plan.tsv"

# every [OPTION...]: runs all commands; says which ended how
every() {
    echo "$commands" | while read -r command; do
        code=0
        textmill $command "$@" || code=$?
        [ "$code" = 0 ] || echo "${command%% *}: exit $code"
    done
}

# with A B: the commands that read the file A are run with B instead
with() {
    commands=$(echo "$commands" | grep -F "$1" | sed "s|$1|$2|")
    shift 2
    every "$@"
}
