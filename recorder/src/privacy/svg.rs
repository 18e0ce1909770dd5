//! Attributes of SVG that draw, and say nothing.

/// SVG attributes that hold lists of numbers (SVG 2, chapters 8 to 11, and filter effects).
pub(super) fn is_geometry(name: &str) -> bool {
    matches!(
        name,
        "d" | "points"
            | "transform"
            | "viewbox"
            | "x"
            | "y"
            | "x1"
            | "y1"
            | "x2"
            | "y2"
            | "cx"
            | "cy"
            | "r"
            | "rx"
            | "ry"
            | "fx"
            | "fy"
            | "dx"
            | "dy"
            | "rotate"
            | "values"
            | "from"
            | "to"
            | "by"
            | "keytimes"
            | "keysplines"
            | "keypoints"
            | "path"
            | "offset"
            | "gradienttransform"
            | "patterntransform"
            | "textlength"
            | "pathlength"
            | "refx"
            | "refy"
            | "tablevalues"
            | "kernelmatrix"
            | "stroke-dasharray"
            | "stroke-dashoffset"
            | "stroke-width"
            | "stddeviation"
            | "basefrequency"
            | "seed"
            | "dur"
            | "begin"
            | "end"
    )
}

/// SVG attributes that are also CSS properties, and others of fixed vocabulary.
pub(super) fn is_presentation(name: &str) -> bool {
    name.starts_with("xmlns")
        || name.starts_with("stroke")
        || name.starts_with("fill")
        || name.starts_with("font-")
        || name.starts_with("marker")
        || name.starts_with("clip")
        || matches!(
            name,
            "version"
                | "preserveaspectratio"
                | "opacity"
                | "mask"
                | "filter"
                | "text-anchor"
                | "dominant-baseline"
                | "alignment-baseline"
                | "letter-spacing"
                | "word-spacing"
                | "visibility"
                | "display"
                | "overflow"
                | "pointer-events"
                | "vector-effect"
                | "shape-rendering"
                | "gradientunits"
                | "patternunits"
                | "maskunits"
                | "spreadmethod"
                | "stop-color"
                | "stop-opacity"
                | "color-interpolation-filters"
                | "in"
                | "in2"
                | "result"
                | "operator"
                | "mode"
                | "attributename"
                | "repeatcount"
                | "calcmode"
                | "additive"
                | "accumulate"
                | "focusable"
                | "xml:space"
                | "mathvariant"
                | "displaystyle"
                | "stretchy"
        )
}
