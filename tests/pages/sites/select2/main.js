import $ from "jquery";
import select2 from "select2";
import "select2/dist/css/select2.css";

select2(window, $);
$("select").select2({ width: 300 });
$("#tags").select2({ width: 300, tags: true });
