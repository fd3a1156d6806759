# Every command a person types. Works with GNU make 3.81 and newer.
.DEFAULT_GOAL := help
.PHONY: help run plan deploy publish destroy doctor cost console images installer installer_test test_images upload upload_frontend upload_predictor upload_batch test test-unit fuzz format train bench bench_console pictures_console clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z_-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  Settings of make run: PORT (8080), CLOUD_PORT (4566), PASSWORD (vitrine), STATE_DIR (.vitrine)"

run: ## Build what is stale and run everything on this computer, until Ctrl-C
	@packaging/run

plan: ## Show what a deploy would change on the local cloud, or in the account that AWS_PROFILE names
	@packaging/deploy plan

deploy: ## Deploy everything there: images, shared stack, prototypes
	@packaging/deploy deploy

publish: ## Publish the prototypes alone
	@packaging/deploy publish

destroy: ## Delete what was deployed, after asking; the data stay unless DATA=1
	@packaging/deploy destroy

doctor: ## Examine what a deployment stands on, with the remedy for what fails
	@packaging/deploy doctor

console: ## Open the operator's console
	@packaging/console

installer: ## Build the console's installer for this system (.deb, .rpm, .dmg or .msi)
	@packaging/installer

installer_test: ## Install the .deb, start it, purge it (root, minutes)
	@packaging/installer-test

images: ## Build the container images as tar files, without Docker (BASE_IMAGE: what they stand on)
	@packaging/container-images tar frontend predictor batch

upload: upload_frontend upload_predictor upload_batch ## Push all images to the registry of the cloud

upload_frontend: ## Push the frontend's image
	@packaging/container-images push frontend

upload_predictor: ## Push the image of the functions
	@packaging/container-images push predictor

upload_batch: ## Push the image of the workers
	@packaging/container-images push batch

test: ## Run all tests
	@packaging/install-test-tools
	@packaging/maven -B -T2 verify

test_images: ## Build the images, and let them work as containers (podman, minutes)
	@packaging/install-test-tools
	@packaging/maven -q -B verify -pl packaging -am -Dspotless.check.skip=true -Dtest=None \
		-Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ImagesUnderPodman -Dfailsafe.failIfNoSpecifiedTests=false

test-unit: ## Run the tests that start no processes
	@packaging/maven -B verify -DskipITs

fuzz: ## Send broken and hostile input to readers, API and pages, for FUZZ_SECONDS (600) each
	@packaging/maven -q -B verify -pl web-frontend -am -DskipITs -Dspotless.check.skip=true -Dtest='Fuzz*Test' \
		-Dsurefire.failIfNoSpecifiedTests=false -Dvitrine.fuzzSeconds=$(or $(FUZZ_SECONDS),600)

format: ## Format the sources
	@packaging/maven -q -B spotless:apply

train: ## Train the models of the prototypes again
	@packaging/train

bench: ## Measure: realtime, batch, cold start, memory (minutes)
	@packaging/bench

bench_console: ## Measure the console: following logs, memory, idle load, first window (minutes)
	@packaging/bench-console

pictures_console: ## Take the pictures of the console's guide (minutes)
	@packaging/console-pictures

cost: ## Estimate the monthly bill (REGION, PREDICTIONS and ROWS a month, parameters such as NIGHT_OFF)
	@packaging/cost

clean: ## Remove what was built; the state folder stays
	@packaging/maven -q -B clean
