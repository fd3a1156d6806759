package dev.vitrine.localcloud.registry;

/** A request that the registry refuses: a status, a code of the OCI distribution specification, and a message. */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The codes of the specification that are used here. */
    public enum Code {
        BLOB_UNKNOWN(404),
        BLOB_UPLOAD_INVALID(400),
        BLOB_UPLOAD_UNKNOWN(404),
        DIGEST_INVALID(400),
        MANIFEST_BLOB_UNKNOWN(400),
        MANIFEST_INVALID(400),
        MANIFEST_UNKNOWN(404),
        NAME_UNKNOWN(404),
        SIZE_INVALID(400),
        TAG_INVALID(400),
        UNAUTHORIZED(401),
        UNSUPPORTED(405);

        private final int status;

        Code(int status) {
            this.status = status;
        }
    }

    private final int status;
    private final Code code;

    public RegistryException(Code code, String message) {
        this(code.status, code, message);
    }

    public RegistryException(int status, Code code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static RegistryException repositoryUnknown(String repository) {
        return new RegistryException(
                Code.NAME_UNKNOWN,
                "The repository with name '" + repository + "' does not exist in the registry with id '"
                        + Registry.ACCOUNT + "'");
    }

    /** HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    public Code code() {
        return code;
    }
}
