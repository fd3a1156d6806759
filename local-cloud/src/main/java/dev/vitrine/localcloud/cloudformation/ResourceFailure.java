package dev.vitrine.localcloud.cloudformation;

/** A resource could not be made, changed or deleted; the message is the reason in its event. */
final class ResourceFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String logicalId;

    ResourceFailure(String logicalId, String reason) {
        super(reason, null, false, false);
        this.logicalId = logicalId;
    }

    String logicalId() {
        return logicalId;
    }
}
