//! app
pub fn run(){}
