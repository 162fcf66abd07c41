# The tasks are those of rapor.py, which does them without make too. 'make' alone lists them;
# PYTHON=/path/to/python3.13 chooses a Python, UPGRADE=--upgrade and STEPS="..." go to their tasks.

.DEFAULT_GOAL := help
TASKS := help reports test lab scan quick cover bench notebooks docs pages messages lock clean ready lint nbval short
.PHONY: $(TASKS)

# Any Python can read rapor.py, which then looks for one that is new enough.
ANY := $(shell for name in $${PYTHON:-python3} python3 python3.11 python; do \
  "$$name" -c '' 2>/dev/null && echo "$$name" && break; done)

$(TASKS):
	@$(or $(ANY),$(error No Python here: on Debian 12, apt-get install python3.11-venv)) rapor.py $@
