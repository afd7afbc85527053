/** The rules, one to a file, each a pure function over the model. */
package dev.breakwater.rule;
