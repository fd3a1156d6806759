package dev.vitrine.console.cost;

/** What is paid for, as far as it is counted. */
public enum CostKind {
    TASKS("Tasks"),
    CALLS("Calls"),
    STARTED("Kept started"),
    BALANCER("Load balancer");

    private final String text;

    CostKind(String text) {
        this.text = text;
    }

    /** As people call it. */
    String text() {
        return text;
    }
}
