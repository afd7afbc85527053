/** What is judged: immutable records that know nothing of where they came from. */
package dev.breakwater.model;
