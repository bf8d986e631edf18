using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;

namespace MultimodalEmbeddings;

/// <summary>Files of image features.</summary>
public static class FeatureFile
{
    /// <summary>Reads the one matrix of a safetensors file, [images, features], of floating-point numbers of any width.</summary>
    /// <exception cref="CheckpointException">
    /// The file is broken, holds anything but one matrix, or a number in it is NaN or infinite.
    /// </exception>
    public static FeatureMatrix Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);

        using var file = SafetensorsFile.Open(path);
        if (file.Tensors.Count != 1
            || file.Tensors.Values.Single() is not { Shape: [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue] } matrix
            || matrix.Length > Array.MaxLength)
        {
            var shapes = file.Tensors.Values.Take(5).Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]");
            var found = string.Join(", ", shapes);
            throw new CheckpointException(path, $"must hold one matrix of features [images, features]; it holds {found}.");
        }

        var values = new float[matrix.Length];
        matrix.CopyTo(values);
        var columns = (int)matrix.Shape[1];
        return FeatureMatrix.FindNotFinite(values) is { } place
            ? throw new CheckpointException(
                path,
                $"holds {values[place]} in row {place / columns}, column {place % columns}; expected finite numbers. "
                + "Extract the features of that image again.")
            : new FeatureMatrix(values, (int)matrix.Shape[0], columns);
    }
}
