namespace MultimodalEmbeddings.Checkpoints;

/// <summary>
/// The Python functions and classes that a pickle of tensors calls; none is run, each stands for what we make of it.
/// </summary>
internal enum PickleFunction
{
    OrderedDictionary,
    Size,
    RebuildTensor,
    RebuildTensorWithType,
    RebuildParameter,
}
