namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The several names under which checkpoints hold the tensors of BertModel.</summary>
internal static class TensorNames
{
    /// <summary>
    /// What training programs put around a state dict (a dictionary of their own, of which the names are kept), and parallel
    /// training around a model.
    /// </summary>
    private static readonly string[] Wrappers = ["state_dict.", "model_state_dict.", "model.", "module."];

    private static readonly (string Old, string New)[] OldSuffixes =
        [("LayerNorm.gamma", "LayerNorm.weight"), ("LayerNorm.beta", "LayerNorm.bias")];

    /// <summary>
    /// Takes away wrappers and the model's own prefix, which masked-language-model and pretraining files carry, and turns the
    /// names that TensorFlow gave layer norms into PyTorch's.
    /// </summary>
    /// <remarks>
    /// Contrastive training in Python leaves two poolers: the trained one without a prefix, and the pretrained one with it. The
    /// trained one is the model's.
    /// </remarks>
    /// <exception cref="CheckpointException">Two tensors of the encoder come to the same name.</exception>
    public static Dictionary<string, CheckpointTensor> WithoutPrefix(StateDictionary weights, string modelType)
    {
        var prefix = FamilyNames.Prefix(modelType);
        var tensors = new Dictionary<string, CheckpointTensor>(weights.Tensors.Count, StringComparer.Ordinal);
        var unwrapped = weights.Tensors.Values.Select(tensor => (Name: Unwrapped(tensor.Name), Tensor: tensor));
        foreach (var (own, tensor) in unwrapped.OrderBy(pair => pair.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var isPrefixed = own.StartsWith(prefix, StringComparison.Ordinal);
            var name = FamilyNames.ToCanonical(modelType, Modern(isPrefixed ? own[prefix.Length..] : own));
            if (!tensors.TryAdd(name, tensor) && !name.StartsWith("pooler.", StringComparison.Ordinal))
            {
                throw new CheckpointException(
                    weights.FilePath, $"holds {name} twice: as {tensors[name].Name} and as {tensor.Name}.");
            }
        }

        return tensors;
    }

    private static string Unwrapped(string name)
    {
        while (Array.Find(Wrappers, wrapper => name.StartsWith(wrapper, StringComparison.Ordinal)) is { } wrapper)
        {
            name = name[wrapper.Length..];
        }

        return name;
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
