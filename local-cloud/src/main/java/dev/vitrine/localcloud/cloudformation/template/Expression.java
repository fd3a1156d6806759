package dev.vitrine.localcloud.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A value in a template: a literal, or a function of parameters, resources, mappings, conditions and exports. */
public sealed interface Expression {
    /** The expressions that this one is made of. */
    default List<Expression> parts() {
        return List.of();
    }

    /** A number, a text or a truth value. */
    record Literal(JsonNode value) implements Expression {}

    record Items(List<Expression> items) implements Expression {
        @Override
        public List<Expression> parts() {
            return items;
        }
    }

    record Members(Map<String, Expression> members) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.copyOf(members.values());
        }
    }

    /** The value of a parameter or pseudo parameter, or the id of a resource. */
    record Ref(String name) implements Expression {}

    record GetAtt(String resource, String attribute) implements Expression {}

    /** {@code Fn::Sub}: texts and the values between them, set one after another. */
    record Sub(List<Expression> pieces) implements Expression {
        @Override
        public List<Expression> parts() {
            return pieces;
        }
    }

    record Join(String delimiter, Expression items) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(items);
        }
    }

    record Select(Expression index, Expression items) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(index, items);
        }
    }

    record Split(String delimiter, Expression text) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(text);
        }
    }

    record If(String condition, Expression then, Expression otherwise) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(then, otherwise);
        }
    }

    record FindInMap(Expression map, Expression first, Expression second) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(map, first, second);
        }
    }

    record ImportValue(Expression name) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(name);
        }
    }

    /** The value of a named condition. */
    record Condition(String name) implements Expression {}

    record Equals(Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }
    }

    record Not(Expression operand) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(operand);
        }
    }

    record And(List<Expression> operands) implements Expression {
        @Override
        public List<Expression> parts() {
            return operands;
        }
    }

    record Or(List<Expression> operands) implements Expression {
        @Override
        public List<Expression> parts() {
            return operands;
        }
    }
}
