# The way in. Everything is described elsewhere: the programs in meson.build, the graph of stages in
# stages/pipeline.mk, the settings in stages/settings.mk.

include stages/settings.mk
.DEFAULT_GOAL := help
.PHONY: help pipeline why compare build test fuzz bench clean
MAKEFLAGS += --no-print-directory

OWN_VARIABLES += RUNS TSV CALLED FUZZ_SECONDS FUZZERS
ifneq ($(filter pipeline why compare fuzz bench,$(MAKECMDGOALS)),)
$(if $(unknown_settings),$(error unknown setting $(firstword $(unknown_settings)): see make help))
endif

# what was given, else the table's default, as one word of a shell command
or_default = $(call quote,$(or $(call given,$1),$(default_$1)))

# settings need not be named here: sub-makes inherit what was given on the command line
run_graph = scripts/textmill-pipeline $(call or_default,CORPUS) -o $(call or_default,OUTPUT)

pipeline: build
	+@$(run_graph) $(if $(call given,JOBS),-j $(call or_default,JOBS)) $(if $(filter 1,$(V)),--verbose)

why: build
	+@$(run_graph) --why=$(call quote,$(value FILE))

compare: build
	$(if $(call given,ARTICLES),,$(error compare needs ARTICLES='ID ID ...': see make help))
	@scripts/textmill compare --work=$(call or_default,OUTPUT)/work $(if $(call given,KEYWORDS),$(call option,KEYWORDS)) -- \
	  $(foreach article,$(value ARTICLES),$(call quote,$(article)))

build:
	@scripts/setup && \
	{ test -e build/build.ninja || said=$$(meson setup build 2>&1) || { printf '%s\n' "$$said"; exit 1; }; } && \
	{ said=$$(ninja -C build --quiet programs) || { printf '%s\n' "$$said"; exit 1; }; } && \
	case $$said in *warning:*) printf '%s\n' "$$said" ;; esac

test:
	@scripts/setup
	@scripts/test

fuzz:
	@scripts/setup
	@scripts/fuzz $(if $(FUZZ_SECONDS),--seconds=$(call quote,$(FUZZ_SECONDS))) \
	  $(if $(call given,JOBS),--jobs=$(call or_default,JOBS)) $(FUZZERS)

# CORPUS is its argument; JOBS and the other settings are those of the runs that it measures, but not
# OUTPUT: they are made in a scratch folder
bench:
	+@scripts/bench $(if $(filter 1,$(TSV)),--tsv) $(if $(RUNS),--runs=$(call quote,$(RUNS))) \
	  $(if $(CALLED),--called=$(call quote,$(CALLED))) $(call or_default,CORPUS) \
	  $(foreach s,$(filter-out CORPUS OUTPUT,$(GIVEN)),$s=$(call quote,$(value $s)))

clean:
	rm -rf build build-* $(call or_default,OUTPUT)/work

help:
	@printf '%s\n' \
	  'make pipeline CORPUS=articles OUTPUT=results [JOBS=N] [NAME=value ...]' \
	  '' \
	  'Reads a folder of articles; writes keywords, comparisons and summaries. Targets:' \
	  '' \
	  '  pipeline   set up what is missing, build, run all stages that are not up to date' \
	  '  why        say which input or option makes anything stale, or FILE=keywords.tsv; make only the plan' \
	  '  compare    set keyword statistics of articles side by side: ARTICLES="ID ID"' \
	  '  build      set up what is missing and build the programs in build/' \
	  '  test       build and test: as it is, with sanitizers, without optional libraries' \
	  '  fuzz       try each reader and the segmenter with inputs made to break it: FUZZ_SECONDS=60, FUZZERS="cut keys"' \
	  '  bench      measure each stage beside gzip: RUNS=3, TSV=1 for a table, CALLED=NAME in it' \
	  '  clean      remove what was built and OUTPUT/work; tables and summaries stay' \
	  '' \
	  'Settings, with what holds when they are not given:' \
	  ''
	@$(MAKE) -s help-settings
	@printf '%s\n' '' 'V=1 shows the commands. Each program has its own --help: scripts/textmill STAGE --help.'
