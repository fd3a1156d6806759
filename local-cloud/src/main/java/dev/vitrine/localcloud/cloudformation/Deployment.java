package dev.vitrine.localcloud.cloudformation;

import dev.vitrine.localcloud.cloudformation.Operation.OnFailure;
import dev.vitrine.localcloud.cloudformation.Operation.Phase;
import dev.vitrine.localcloud.cloudformation.template.TemplateException;
import java.util.List;

/**
 * Carries out one operation on one stack, from wherever its journal says it has come. A step is done again when a crash
 * cut it short; no step is done that was finished.
 */
final class Deployment {
    private final StackStore store;
    private final Exports exports;
    private final Journal journal;
    private final Provisioning provisioning;
    private final Undoing undoing;

    Deployment(StackStore store, Exports exports, ResourceWork work, Operation operation) {
        this.store = store;
        this.exports = exports;
        journal = new Journal(store, operation);
        provisioning = new Provisioning(store, exports, work, journal);
        undoing = new Undoing(store, work, journal);
    }

    /**
     * Goes on to the end.
     *
     * @throws StoppedException when the cloud stops before it
     */
    void run() {
        switch (journal.operation().kind()) {
            case CREATE -> create();
            case UPDATE -> update();
            case DELETE -> delete();
        }
        if (store.current(journal.stackId()).status() != StackStatus.UPDATE_ROLLBACK_FAILED) {
            store.finish(journal.operation());
        }
    }

    private void create() {
        if (journal.operation().phase() == Phase.FORWARD) {
            try {
                provisioning.provision();
                store.enter(journal.stackId(), StackStatus.CREATE_COMPLETE, null);
                return;
            } catch (ResourceFailure e) {
                String reason = e.logicalId().isEmpty()
                        ? e.getMessage()
                        : "The following resource(s) failed to create: [" + e.logicalId() + "]. ";
                if (journal.operation().onFailure() == OnFailure.DO_NOTHING) {
                    store.enter(journal.stackId(), StackStatus.CREATE_FAILED, reason);
                    return;
                }
                boolean deletes = journal.operation().onFailure() == OnFailure.DELETE;
                journal.enter(Phase.ROLLBACK, reason);
                store.enter(
                        journal.stackId(),
                        deletes ? StackStatus.DELETE_IN_PROGRESS : StackStatus.ROLLBACK_IN_PROGRESS,
                        reason + (deletes ? "Delete requested by user." : "Rollback requested by user."));
            }
        }
        List<String> failed = undoing.deleteAll(true);
        boolean deletes = journal.operation().onFailure() == OnFailure.DELETE;
        if (!failed.isEmpty()) {
            store.enter(
                    journal.stackId(),
                    deletes ? StackStatus.DELETE_FAILED : StackStatus.ROLLBACK_FAILED,
                    "The following resource(s) failed to delete: " + failed + ". ");
        } else if (deletes) {
            gone();
        } else {
            store.enter(journal.stackId(), StackStatus.ROLLBACK_COMPLETE, null);
        }
    }

    private void delete() {
        try {
            exports.check(journal.operation().target(), List.of());
        } catch (TemplateException e) {
            store.enter(journal.stackId(), StackStatus.DELETE_FAILED, String.valueOf(e.getMessage()));
            return;
        }
        List<String> failed = undoing.deleteAll(false);
        if (failed.isEmpty()) {
            gone();
        } else {
            store.enter(
                    journal.stackId(),
                    StackStatus.DELETE_FAILED,
                    "The following resource(s) failed to delete: " + failed + ". ");
        }
    }

    private void gone() {
        store.enter(journal.stackId(), StackStatus.DELETE_COMPLETE, null);
        store.change(journal.stackId(), stack -> stack.deleted(store.now()));
    }

    private void update() {
        if (journal.operation().phase() == Phase.FORWARD) {
            try {
                provisioning.provision();
                provisioning
                        .removed()
                        .forEach(resource -> journal.save(journal.operation().dooming(resource)));
                journal.enter(Phase.CLEANUP, null);
                store.enter(journal.stackId(), StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, null);
            } catch (ResourceFailure e) {
                String reason = e.logicalId().isEmpty()
                        ? e.getMessage()
                        : "The following resource(s) failed to update: [" + e.logicalId() + "]. ";
                if (journal.operation().onFailure() == OnFailure.DO_NOTHING) {
                    store.enter(journal.stackId(), StackStatus.UPDATE_FAILED, reason);
                    return;
                }
                journal.enter(Phase.ROLLBACK, reason);
                store.enter(journal.stackId(), StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, reason);
            }
        }
        if (journal.operation().phase() == Phase.ROLLBACK && !undoing.restore()) {
            return;
        }
        boolean rolledBack = journal.operation().phase() == Phase.ROLLBACK_CLEANUP;
        undoing.cleanUp();
        store.enter(
                journal.stackId(),
                rolledBack ? StackStatus.UPDATE_ROLLBACK_COMPLETE : StackStatus.UPDATE_COMPLETE,
                null);
    }
}
