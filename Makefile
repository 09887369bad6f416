# What you can do with the portal. The work itself is in dev/, so that it can be read and tested.
PYTHON ?= python3
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help start test css screenshots reset elasticsearch requirements lint types bench

help: ## Toon deze uitleg
	@echo "Gebruik: make DOEL [NAAM=waarde]"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/\1\t\2/p' $(MAKEFILE_LIST) | while IFS="	" read -r name text; do \
		printf '  %-15s %s\n' "$$name" "$$text"; done

start: ## Zet alles klaar en start het portaal met voorbeeldinhoud op http://localhost:8000 (PORT=8001 voor een andere poort)
	@PORT="$(PORT)" $(PYTHON) -m dev.start

test: ## Controleer alles: stijl, typen, lagen en alle tests (STAP=unit voor een stap; STAP=lint,types voor meer)
	@$(PYTHON) -m dev.test $(STAP)

lint: ## Controleer de stijl van Python en sjablonen
	@$(PYTHON) -m dev.test lint

types: ## Controleer de typen met mypy
	@$(PYTHON) -m dev.test types

css: ## Bouw de vormgeving opnieuw
	@$(PYTHON) -m dev.css --altijd

screenshots: ## Fotografeer elk soort pagina voor elke rol in screenshots/ (drie breedten, licht en donker; ALLEEN=lid,begrip of ALLEEN=--readme)
	@URL="$(URL)" $(PYTHON) -m dev.screenshots $(ALLEEN)

bench: ## Meet de paginatijden op de voorbeeldinhoud en op honderd keer zoveel inhoud (WAT=zoeken meet zoeken)
	@$(PYTHON) -m dev.bench $(WAT)

elasticsearch: ## Start een echte Elasticsearch op http://127.0.0.1:9200 (PORT= voor een andere poort; vraagt Java 17)
	@PORT="$(PORT)" $(PYTHON) -m dev.elasticsearch

requirements: ## Leg de versies van alle pakketten opnieuw vast (OPTIES=--upgrade voor nieuwe versies)
	@$(PYTHON) -m dev.requirements $(OPTIES)

reset: ## Gooi database, zoekindex en uploads weg; vraagt eerst (JA=1 slaat de vraag over)
	@JA="$(JA)" $(PYTHON) -m dev.reset
