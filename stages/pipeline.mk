# The graph: which file is made from which, and by which program. Run in OUTPUT/work by
# textmill-pipeline, or by hand:
#
#   make -C OUTPUT/work -I stages -f stages/pipeline.mk BIN=/path/to/programs CORPUS=/path -j2 [NAME=value...]
#
# A file of a shard S is S.kind.gz, one of the corpus corpus.kind.gz. Recipes are simple commands,
# which make runs without a shell: that is cheaper, and a list of files may be as long as the
# system allows (2 MB; a shell's single string only 128 kB). Where a program reads every shard it is
# given plan.tsv instead of the list.
#
# Every file depends also on options/PROGRAM, a stamp with the resolved options and the build of its
# program. Each run asks each program for its stamp; it is rewritten only when it differs.

include settings.mk
$(if $(unknown_settings),$(error unknown setting $(firstword $(unknown_settings)); known are $(SETTINGS)))

MAKEFLAGS += --no-builtin-rules --no-builtin-variables --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
.PHONY: all
FORCE:
ifneq ($(V),1)
.SILENT:
endif

# glibc: large pages for what programs allocate, where the system has them; a page fault is what a
# short run of a program spends most on
export GLIBC_TUNABLES := glibc.malloc.hugetlb=1$(addprefix :,$(GLIBC_TUNABLES))

# each program appends a line: what it cost
export TEXTMILL_USAGE := $(CURDIR)/usage.tsv

# the given options of program $1; each is made once, for it takes a shell
$(foreach s,$(filter-out $(settings_run),$(GIVEN)),$(eval option_$s := $$(call option,$s)))
options = $(foreach s,$(filter $(GIVEN),$(settings_$1)),$(option_$s))

# $(call run,PROGRAM[,SHARD]): the beginning of a command; on a terminal says what is done
run = $(if $(SAY),$(info $(strip $1 $2)))$(command)
command = $(call quote,$(value BIN)/textmill-$1) $(options)

all: ../run.json

# ---- plan: cuts the corpus into shards, always looked at first. It names SHARDS; PARTS, which are
# merged last; beyond 64 shards also TREE, the parts, and MEMBERS_part for each of them, shards or
# other parts. make starts afresh when any of this changes.

shards.mk: $(if $(MAKE_RESTARTS)$(filter dry,$(WHY)),,FORCE)
	$(call run,plan) $(if $(WHY),--keep) $(call quote,$(value CORPUS)) -o .

include shards.mk

# ---- stamps

PROGRAMS := tokenize stem count summarize merge survey keywords tabulate compare report

stamp = $(call command,$*) --stamp $@

ifndef WHY
$(PROGRAMS:%=options/%): options/%: FORCE | options
	$(stamp)
endif
options why:
	mkdir $@

# For scripts/why, which compares them with those of the last run and then asks make for a dry run.
# That takes every rule at its word: a grouped target that is not remade counts as old, a file that
# may stay as it is counts as new. So under WHY two rules below read otherwise.
.PHONY: stamps
stamps: $(PROGRAMS:%=why/%)
why/%: FORCE | why
	$(stamp)

# ---- per shard

$(SHARDS:%=%.tokens.gz): %.tokens.gz: %.list options/tokenize
	$(call run,tokenize,$*) $< -o $@

$(SHARDS:%=%.stems.gz): %.stems.gz: %.tokens.gz options/stem
	$(call run,stem,$*) $< -o $@

define count_shard
$1.counts.gz $1.runs.gz $(if $(WHY),:,&:) $1.tokens.gz $1.stems.gz options/count
	$$(call run,count,$1) $1.tokens.gz $1.stems.gz $1.runs.gz -o $1.counts.gz
endef
$(foreach s,$(SHARDS),$(eval $(call count_shard,$s)))

$(SHARDS:%=%.summaries.gz): %.summaries.gz: %.tokens.gz %.stems.gz options/summarize
	$(call run,summarize,$*) $*.tokens.gz $*.stems.gz -o $@

$(SHARDS:%=%.keywords.gz): %.keywords.gz: %.tokens.gz %.stems.gz %.runs.gz corpus.words.gz options/keywords
	$(call run,keywords,$*) $(filter %.gz,$^) -o $@

$(SHARDS:%=%.groups.gz): %.groups.gz: %.tokens.gz %.stems.gz %.runs.gz corpus.words.gz choices.tsv options/tabulate
	$(call run,tabulate,$*) $*.tokens.gz $*.stems.gz $*.runs.gz corpus.words.gz choices.tsv -o $@

# ---- the merge tree: at most 64 files at a time. A shard that is gone makes nothing newer; hence
# PART.members, rewritten by plan only when a part's members change, and shards.mk for the whole.

define merge_members
$1.runs.gz: $(MEMBERS_$1:%=%.runs.gz) $1.members options/merge
	$$(call run,merge,$1) $$(filter %.gz,$$^) -o $$@
$1.groups.gz: $(MEMBERS_$1:%=%.groups.gz) $1.members options/merge
	$$(call run,merge,$1) $$(filter %.gz,$$^) -o $$@
endef
$(foreach p,$(TREE),$(eval $(call merge_members,$p)))

corpus.words.gz: $(PARTS:%=%.runs.gz) shards.mk options/merge
	$(call run,merge,words) --words $(filter %.gz,$^) -o $@

corpus.groups.gz: $(PARTS:%=%.groups.gz) shards.mk options/merge
	$(call run,merge,groups) $(filter %.gz,$^) -o $@

# ---- over the corpus

# survey rewrites choices.tsv only when it differs, so that other articles in the same groups and
# periods do not redo what depends on them. Hence the rule without a recipe: make looks at the
# file's time after survey ran. It cannot tell that the file is missing, so that is asked here.
corpus.articles.gz: plan.tsv $(SHARDS:%=%.tokens.gz) $(SHARDS:%=%.counts.gz) options/survey \
		$(if $(wildcard choices.tsv),,FORCE)
	$(call run,survey) plan.tsv choices.tsv -o $@
choices.tsv: $(if $(WHY),|) corpus.articles.gz ;

corpus.comparisons.gz: corpus.groups.gz corpus.words.gz options/compare
	$(call run,compare) --groups $(filter %.gz,$^) -o $@

# a table that somebody removed is written again
TABLES := $(addprefix ../,articles.tsv keywords.tsv terms.tsv groups.tsv keyness.tsv trends.tsv summaries.jsonl rejects.tsv unmatched.tsv)
../run.json: $(if $(filter-out $(wildcard $(TABLES)),$(TABLES)),FORCE)
../run.json: plan.tsv plan.rejects.tsv plan.unmatched.tsv corpus.articles.gz corpus.words.gz corpus.groups.gz corpus.comparisons.gz \
		$(foreach s,$(SHARDS),$s.tokens.gz $s.keywords.gz $s.summaries.gz) options/report
	$(call run,report) plan.tsv -o ..
