package dev.vitrine.web.access;

/** Whose jobs people see. */
public enum JobsVisible {
    /** Everybody sees all jobs. */
    ALL,
    /** Viewers see their own; reviewers and owners see all. */
    OWN
}
