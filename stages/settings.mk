# The settings of a run. A variable NAME, given on make's command line, is the option --name of the
# programs that take it; what is not given is left to the programs' own defaults, which the table
# only repeats for `make help`. Variables of the environment do not count: a desktop that sets
# LANGUAGE=en_US:en says nothing about the articles.
#
# FILE and FOLDER are paths; relative ones start at $(FROM), the folder make was called in.
# Taken by `run`: settings of the run as a whole, no option of any program.

setting = $(eval $(call define_setting,$(firstword $(subst =, ,$1)),$(strip $1),$(strip $2),$(strip $3),$(strip $4)))
define define_setting
SETTINGS += $1
$(foreach p,$3,$(eval settings_$p += $1))
usage_$1 := $2
default_$1 := $4
help_$1 := $5
endef

#              setting              taken by   default       what it is
$(call setting,CORPUS=FOLDER      , run      , corpus      , the articles to read)
$(call setting,OUTPUT=FOLDER      , run      , output      , where tables and summaries go; OUTPUT/work keeps what is needed to go on from there)
$(call setting,JOBS=N             , run      , all cores   , programs that run at the same time)
$(call setting,SHARD=SIZE         , plan     , by size     , text per unit of parallel work; 4K to 1G)
$(call setting,LANGUAGE=CODE      , tokenize , auto        , language of articles that do not name theirs: auto (detected) or en de fr ...)
$(call setting,ENCODING=NAME      , plan tokenize , auto        , encoding of files that are not UTF-8 (which is always seen): auto windows-1251 shift_jis ...)
$(call setting,PATH_TEMPLATE=TEXT , tokenize , none        , what folders and file names tell: {section}/{date}-*)
$(call setting,INPUT=KIND         , plan tokenize, by content  , what files hold: text or json-lines or json or csv)
$(call setting,MAP=ROLE=FIELD...  , plan tokenize, by name     , which fields of records are what: text=body title=meta.head or section=1 text=2)
$(call setting,DELIMITER=CHAR     , plan tokenize, by content  , between columns of CSV: comma semicolon tab pipe or another character)
$(call setting,QUOTE=CHAR         , plan tokenize, by content  , around fields of CSV: double single none or another character)
$(call setting,METADATA=FILE      , plan     , none        , a table that says more about files: CSV or JSON Lines with a row for each)
$(call setting,KEY=COLUMN         , plan     , path        , its column with the paths of files in the corpus)
$(call setting,MAX_ARTICLE=SIZE   , tokenize , 256M        , what is larger is no article; 1K to 1G of text)
$(call setting,STOPWORDS=FILE     , stem     , built in    , words that are never keywords; one a line)
$(call setting,KEYWORDS=N         , keywords , 10          , keywords per article)
$(call setting,SUMMARY=LENGTH     , summarize, 3           , length of summaries: 3 (sentences) or 20% or 60w or 400c or all)
$(call setting,SUMMARIZER=NAME    , summarize, default     , how sentences are chosen: default or lexrank or lead)
$(call setting,GROUP_BY=KEY       , survey   , section     , metadata that make the groups; any column or day month year none)
$(call setting,PERIOD=UNIT        , survey   , by span     , length of periods: day month year none)
$(call setting,COMPARE=WHAT       , compare  , each:rest   , groups to compare: each:rest or A:B or A:rest or pairs)
$(call setting,MIN_COUNT=N        , tabulate compare, 10          , times a term must occur in two groups together to be tested)
$(call setting,MIN_DF=N           , tabulate compare, 3           , articles it must occur in)
$(call setting,TOP=N              , compare  , 1000        , terms a comparison keeps)
$(call setting,ARTICLES=LIST      , run      , none        , what make compare sets side by side: ids or file names of articles; %20 is a space in one)

# ---- reading the table

# $1 as one word of a command; make splits such commands itself and starts no shell for them
quote = '$(subst ','\'',$1)'

FROM := $(CURDIR)

# the value of setting $1 if it was given, else nothing
given = $(and $(filter command file override,$(firstword $(origin $1))),$(value $1))

# $1 as an option of a program; a relative path is one from where the user stands
as_path = $(if $(filter /%,$(firstword $1)),,yes)
resolved = $(if $(and $(filter %=FILE %=FOLDER,$(usage_$1)),$(call as_path,$(value $1))),$(value FROM)/)$(value $1)
option = --$(shell echo $1 | tr A-Z_ a-z-)=$(call quote,$(call resolved,$1))

GIVEN := $(foreach s,$(SETTINGS),$(if $(call given,$s),$s))

# variables given on the command line that nothing knows: mistyped names must not be ignored
OWN_VARIABLES := BIN FROM SAY V WHY FILE
unknown_settings = $(filter-out $(SETTINGS) $(OWN_VARIABLES),$(foreach v,$(.VARIABLES),\
	$(if $(filter command,$(firstword $(origin $v))),$v)))

# programs see options, not variables
unexport $(SETTINGS) $(OWN_VARIABLES)

.PHONY: help-settings
help-settings:
	@printf '  %-20s %-12s %s\n' \
	  $(foreach s,$(SETTINGS),$(call quote,$(usage_$s)) $(call quote,$(default_$s)) $(call quote,$(help_$s)))
