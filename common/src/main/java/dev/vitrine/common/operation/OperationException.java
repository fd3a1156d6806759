package dev.vitrine.common.operation;

/** An operation did not succeed. The message is one sentence for people. */
public final class OperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CloudProblem.Kind kind;

    public OperationException(CloudProblem problem, Throwable cause) {
        super(problem.message(), cause);
        this.kind = problem.kind();
    }

    public CloudProblem.Kind kind() {
        return kind;
    }
}
