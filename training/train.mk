# make train: each step waits for what it is made from, and what is made already is not made again, so that after a stop
# the same command goes on where it was. make -j2 train uses two cores.

TRAIN := build/training-venv
MADE := build/learned
SHIPPED := src/khabar/learned/data
LEFT_OUT := training/learned/left_out
FOLDS := 0 1 2 3
TORCH := $(TRAIN)/bin/python -m training.learned
KHABAR := $(BIN)/python -m training.learned
GOLD := $(wildcard training/*/reports.jsonl training/*/claims.jsonl ../shared/reports/*.jsonl ../shared/gold/*.jsonl)
READING := $(shell find src/khabar training/learned -name '*.py') $(shell find src/khabar/packs -name '*.yaml' -o -name '*.csv')

train: $(SHIPPED)/topic.json $(SHIPPED)/model.json $(SHIPPED)/roles.json $(MADE)/grounds.done $(MADE)/initiators.done

$(TRAIN)/.ready: training/requirements.txt
	@$(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip --disable-pip-version-check install --quiet -r training/requirements.txt
	@touch $@

$(SHIPPED)/meanings.npz: | $(TRAIN)/.ready
	@$(TORCH).meanings

$(MADE)/topic.npz: $(GOLD) src/khabar/learned/topic.py | $(VENV)/.dev-ready
	@$(KHABAR).topic_examples

$(LEFT_OUT)/topic-%.npz: $(MADE)/topic.npz | $(TRAIN)/.ready
	@$(TORCH).topic_train --left-out $*

$(SHIPPED)/topic.npz: $(MADE)/topic.npz | $(TRAIN)/.ready
	@$(TORCH).topic_train

$(SHIPPED)/topic.json: $(FOLDS:%=$(LEFT_OUT)/topic-%.npz) $(SHIPPED)/topic.npz
	@$(KHABAR).topic_describe

$(MADE)/examples.npz: $(GOLD) $(READING) | $(VENV)/.dev-ready $(SHIPPED)/meanings.npz
	@$(KHABAR).examples

$(LEFT_OUT)/fold-%.npz: $(MADE)/examples.npz | $(TRAIN)/.ready
	@$(TORCH).train --left-out $*

$(SHIPPED)/model.npz: $(MADE)/examples.npz | $(TRAIN)/.ready
	@$(TORCH).train

$(SHIPPED)/model.json: $(FOLDS:%=$(LEFT_OUT)/fold-%.npz) $(SHIPPED)/model.npz
	@$(KHABAR).describe

$(MADE)/roles.npz: $(GOLD) $(READING) | $(VENV)/.dev-ready $(SHIPPED)/meanings.npz
	@$(KHABAR).role_examples

$(LEFT_OUT)/roles-%.npz: $(MADE)/roles.npz | $(TRAIN)/.ready
	@$(TORCH).role_train --left-out $*

$(SHIPPED)/roles.npz: $(MADE)/roles.npz | $(TRAIN)/.ready
	@$(TORCH).role_train

$(SHIPPED)/roles.json: $(FOLDS:%=$(LEFT_OUT)/roles-%.npz) $(SHIPPED)/roles.npz
	@$(KHABAR).role_describe

# The judges of grounds and of initiators learn twice: first beside the rules' answers, then beside their own.
define learned_twice
$(MADE)/$(1)s.first: $(2) | $(TRAIN)/.ready
	@$(KHABAR).$(1)_examples --first
	@cp $(MADE)/$(1)s.json $(SHIPPED)/$(1)s.json
	@for fold in $(FOLDS); do $(TORCH).choice_train $(1)s --left-out $$$$fold || exit 1; done
	@touch $$@

$(MADE)/$(1)s.done: $(MADE)/$(1)s.first
	@$(KHABAR).$(1)_examples
	@cp $(MADE)/$(1)s.json $(SHIPPED)/$(1)s.json
	@for fold in $(FOLDS); do $(TORCH).choice_train $(1)s --left-out $$$$fold || exit 1; done
	@$(TORCH).choice_train $(1)s
	@$(KHABAR).choice_describe $(1)s
	@touch $$@
endef

$(eval $(call learned_twice,ground,$(SHIPPED)/roles.json))
$(eval $(call learned_twice,initiator,$(MADE)/grounds.done))
