package dev.vitrine.localcloud.dynamodb.value;

/** The ten types of an attribute value, named as on the wire; {@code word} is the name in some error messages. */
public enum AttributeType {
    S("STRING", 1),
    N("NUMBER", 2),
    B("BINARY", 3),
    BOOL("BOOLEAN", 4),
    NULL("NULL", 5),
    SS("STRING_SET", 6),
    NS("NUMBER_SET", 7),
    BS("BINARY_SET", 8),
    L("LIST", 9),
    M("MAP", 10);

    private final String word;
    private final byte code;

    AttributeType(String word, int code) {
        this.word = word;
        this.code = (byte) code;
    }

    /** Stands for the type on disk. */
    byte code() {
        return code;
    }

    static AttributeType ofCode(byte code) {
        for (AttributeType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalArgumentException("No attribute type has the code " + code);
    }

    public String word() {
        return word;
    }

    /** Whether a key may have this type, and whether the comparators order it. */
    public boolean isScalarKey() {
        return this == S || this == N || this == B;
    }
}
