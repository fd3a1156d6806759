package dev.vitrine.localcloud.cloudformation.template;

/** A template, or the parameters given to it, cannot be used; the message is in CloudFormation's words. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(message, null, false, false);
    }
}
