fn main(){bookplate_app::run()}
