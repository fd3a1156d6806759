package dev.vitrine.packaging.publish;

/**
 * Where prototypes are published, and the names of things there.
 *
 * @param account twelve digits
 * @param region such as {@code us-east-1}
 */
record Target(String account, String region) {
    static final String TABLE = "vitrine";
    static final String CLUSTER = "vitrine";

    String bucket() {
        return "vitrine-" + account + "-" + region;
    }

    /** Reference of an image of Vitrine, such as {@code batch}. */
    String image(String name) {
        return account + ".dkr.ecr." + region + ".amazonaws.com/vitrine/" + name + ":latest";
    }

    String role(String name) {
        return "arn:aws:iam::" + account + ":role/vitrine-" + name;
    }

    /** Function, task family and so on of a prototype. */
    static String nameOf(String prototype) {
        return "vitrine-" + prototype;
    }

    static String logGroup(String name) {
        return "/vitrine/" + name;
    }
}
