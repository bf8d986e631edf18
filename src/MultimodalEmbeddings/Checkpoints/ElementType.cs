namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The element types of the safetensors format that take whole bytes.</summary>
internal enum ElementType
{
    Float32,
    Float16,
    BFloat16,
    Float64,
    Int64,
    Int32,
    Int16,
    Int8,
    UInt64,
    UInt32,
    UInt16,
    UInt8,
    Bool,
    Complex64,
    Float8E5M2,
    Float8E4M3,
    Float8E8M0,
    Float8E5M2Fnuz,
    Float8E4M3Fnuz,
}
