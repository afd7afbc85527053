/**
 * CDK constructs whose task definitions every rule passes. What must not be loosened has no
 * property; a wrong value is refused in the constructor with one sentence.
 */
package dev.breakwater.construct;
