using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Objectives;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings.Training;

/// <summary>Projection heads that MCSE's training in Python left in a file, <c>mcse.pt</c>.</summary>
/// <remarks>
/// The file holds <c>{"visn_model": …, "grounding": …}</c>. The text head is not in it: it is the <c>pooler</c> of
/// <c>pytorch_model.bin</c> beside it.
/// </remarks>
internal static class SavedHeads
{
    /// <summary>Fills the grounding and the visual head.</summary>
    /// <param name="path">A file of any container.</param>
    /// <param name="heads">Heads of the sizes that the file has; those for text alone take nothing from it.</param>
    /// <exception cref="CheckpointException">The file is missing, broken or not supported.</exception>
    /// <exception cref="CheckpointMismatchException">It lacks a head's tensor, or has it in another shape.</exception>
    public static void Read(string path, ProjectionHeads heads)
    {
        using var file = StateDictionary.Open(path);
        foreach (var (name, parameter) in heads.named_parameters())
        {
            if (!name.StartsWith("pooler.", StringComparison.Ordinal))
            {
                file.Find(name, parameter.shape).CopyTo(ParameterMemory.Of(parameter));
            }
        }
    }
}
