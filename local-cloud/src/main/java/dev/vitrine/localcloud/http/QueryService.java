package dev.vitrine.localcloud.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A service of AWS's query protocol: a form with {@code Action=} in, XML out. STS is one, EC2 in a dialect of its own. */
public interface QueryService extends AutoCloseable {
    /** The service's name in a signature's scope, such as {@code sts}. */
    String name();

    /** The value of {@code Version=}, such as {@code 2011-06-15}. */
    String version();

    String xmlNamespace();

    /** How its answers are laid out. */
    default QueryDialect dialect() {
        return QueryDialect.QUERY;
    }

    /**
     * Carries out one operation.
     *
     * @param parameters the form's fields but for Action and Version
     * @return the members of the result; an object nests, each element of an array becomes a
     *     {@code member} (EC2: an {@code item}), and an array named {@code entry} is the entries of a map
     * @throws AwsException as AWS would answer; an unknown action is {@code InvalidAction}
     */
    ObjectNode call(String action, Map<String, String> parameters);

    @Override
    void close();
}
