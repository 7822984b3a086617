//! How a query can go on: names of fields, then the values that the library has for them, the frequent ones first.
