namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The several names under which checkpoints hold the tensors of BertModel.</summary>
internal static class TensorNames
{
    private static readonly (string Old, string New)[] OldSuffixes =
        [("LayerNorm.gamma", "LayerNorm.weight"), ("LayerNorm.beta", "LayerNorm.bias")];

    /// <summary>
    /// Takes away the model's own prefix, which masked-language-model and pretraining files carry, and turns the names that
    /// TensorFlow gave layer norms into PyTorch's.
    /// </summary>
    /// <remarks>
    /// Contrastive training in Python leaves two poolers: the trained one without a prefix, and the pretrained one with it. The
    /// trained one is the model's.
    /// </remarks>
    /// <exception cref="CheckpointException">Two tensors of the encoder come to the same name.</exception>
    public static Dictionary<string, CheckpointTensor> WithoutPrefix(SafetensorsFile file, string modelType)
    {
        var prefix = FamilyNames.Prefix(modelType);
        var tensors = new Dictionary<string, CheckpointTensor>(file.Tensors.Count, StringComparer.Ordinal);
        foreach (var tensor in file.Tensors.Values.OrderBy(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var isPrefixed = tensor.Name.StartsWith(prefix, StringComparison.Ordinal);
            var name = FamilyNames.ToCanonical(modelType, Modern(isPrefixed ? tensor.Name[prefix.Length..] : tensor.Name));
            if (!tensors.TryAdd(name, tensor) && !name.StartsWith("pooler.", StringComparison.Ordinal))
            {
                throw new CheckpointException(
                    file.FilePath, $"holds {name} twice: as {tensors[name].Name} and as {tensor.Name}.");
            }
        }

        return tensors;
    }

    private static string Modern(string name)
    {
        foreach (var (old, @new) in OldSuffixes)
        {
            if (name.EndsWith(old, StringComparison.Ordinal))
            {
                return name[..^old.Length] + @new;
            }
        }

        return name;
    }
}
